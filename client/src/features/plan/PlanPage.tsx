import { useTranslation } from 'react-i18next';

export default function PlanPage() {
  const { t } = useTranslation('plan');
  return <h1>{t('title')}</h1>;
}
